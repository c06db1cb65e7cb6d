/** What the talk file borrows, so that nothing is loaded twice; build.mjs knows these names. */
export { button, column, el, row } from './el';
export { field } from './field';
export { scale } from './scale';
export { uuid } from './store';
export { send } from './wire';

/** What the files loaded after the panel borrow, so that nothing is loaded twice; build.mjs reads the names here. */
export { card } from './card';
export { button, column, drawing, el, row } from './el';
export { field } from './field';
export { cut, text } from './json';
export { scale } from './scale';
export { uuid } from './store';
export { waits } from './sync';
export { send } from './wire';
export { speaker } from './words';

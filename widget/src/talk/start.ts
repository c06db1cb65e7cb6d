/** The conversation: loaded when there is one. */
export { follow } from './follow';
export { talk } from './talk';

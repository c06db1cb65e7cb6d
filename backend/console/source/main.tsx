import { render } from 'preact';
import { App } from './app';
import { speak } from './words/locale';

const root = document.getElementById('app');
if (root) {
  speak(null);
  root.replaceChildren();
  render(<App />, root);
}

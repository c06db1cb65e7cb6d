import type { Ground, Touchpoint } from '../types';
import css from './button.css';

const hosts = new WeakMap<HTMLButtonElement, Element>();

const raise = (ground: Ground): Element => {
  const { button_: button, signal_: signal } = ground;
  const root = ground.surface_(css, 1);
  root.append(button);
  button.className = 'k';
  button.part.add('launcher');
  button.onclick = () => ground.open_(undefined, button);
  signal.addEventListener('abort', () => root.host.remove());
  hosts.set(button, root.host);
  return root.host;
};

/** Shows the button of a floating touchpoint, changes it to another's, puts it back when the page threw it out, or takes it away. */
export const float = (ground: Ground, touchpoint: Touchpoint | undefined): void => {
  const { button_: button, badge_: badge } = ground;
  // It was on its way when the page took everything down.
  if (ground.signal_.aborted) return;
  const host = hosts.get(button) || raise(ground);
  if (touchpoint && touchpoint != ground.shown_) {
    button.replaceChildren(ground.pick_(touchpoint.launcher || touchpoint.questions[0]!.text), ' ', badge);
    ground.emit_('shown', { touchpoint: touchpoint.key });
  }
  ground.shown_ = touchpoint;
  if (!touchpoint) host.remove();
  else if (!host.isConnected) document.body.append(host);
};

import type { App, Ground, Touchpoint } from '../types';
import css from './button.css';
import { dress, look } from './look';

/** Gives the app the ground that the button and the panel both stand on. */
export const start = (app: App): Ground => {
  const { site_: site, signal_: signal } = app;
  const button = document.createElement('button');
  const badge = document.createElement('b');
  let shown: Touchpoint | undefined;

  const ground: Ground = Object.assign(app, {
    button_: button,
    float_(touchpoint: Touchpoint | undefined) {
      if (touchpoint && touchpoint != shown) {
        button.replaceChildren(ground.pick_(touchpoint.launcher || touchpoint.questions[0]!.text), ' ', badge);
        ground.emit_('shown', { touchpoint: touchpoint.key });
      }
      shown = touchpoint;
      if (!shown || signal.aborted) root.host.remove();
      else if (!root.host.isConnected) document.body.append(root.host);
    },
    announce_: (words: string) => void (badge.textContent = words),
    emit_(name: string, detail: object, target: EventTarget = document) {
      target.dispatchEvent(new CustomEvent('kohtaamo:' + name, { bubbles: true, detail }));
    },
    pick_: (texts: Record<string, string>) => texts[app.language_] || texts[site.default_language] || Object.values(texts)[0]!,
    surface_(css: string, fixed?: unknown) {
      const root = document.createElement('div').attachShadow({ mode: 'open' });
      const { accent, position } = { ...site.look, ...app.options_ };
      dress(root, look(accent, position, fixed) + css);
      return root;
    },
  });
  const root = ground.surface_(css, 1);
  root.append(button);
  button.className = 'k';
  button.onclick = () => app.open_(undefined, button);
  signal.addEventListener('abort', () => root.host.remove());
  return ground;
};

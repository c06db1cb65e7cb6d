import type { ComponentChildren } from 'preact';
import { Logo } from '../drawn/logo';
import { LOCALES, locale, speak } from '../words/locale';
import { useStore } from '../state/store';
import { languageOwnName } from '../words/own-name';

interface GateProps {
  title: string;
  text?: string | undefined;
  children: ComponentChildren;
}

/** The frame of everything one sees before being signed in. */
export function Gate({ title, text, children }: GateProps) {
  const chosen = useStore(locale);
  return (
    <main class="gate">
      <div class="gate-card">
        <p class="gate-brand"><Logo />Kohtaamo</p>
        <h1>{title}</h1>
        {text && <p class="gate-text">{text}</p>}
        {children}
      </div>
      <ul class="gate-languages">
        {LOCALES.map((code) => (
          <li key={code}>
            <button type="button" lang={code} aria-pressed={code === chosen} onClick={() => speak(code)}>{languageOwnName(code)}</button>
          </li>
        ))}
      </ul>
    </main>
  );
}

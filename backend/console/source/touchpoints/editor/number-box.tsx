import { useId } from 'preact/hooks';
import type { Wish } from './draft';

interface NumberBoxProps {
  label: string;
  unit: string;
  hint: string;
  value: Wish;
  least: number;
  most: number;
  /** What the box begins with when it is asked for. */
  start: number;
  fault: string | null;
  onChange: (value: Wish) => void;
}

/** A wish that is asked for by a tick and told by a number: "[x] When the page has been open for [20] seconds". */
export function NumberBox({ label, unit, hint, value, least, most, start, fault, onChange }: NumberBoxProps) {
  const id = useId();
  const isOn = value !== null;
  return (
    <div class="trigger">
      <label class="check">
        <input type="checkbox" checked={isOn} aria-describedby={`${id}-hint`} onChange={() => onChange(isOn ? null : start)} />
        <span>{label}</span>
      </label>
      {isOn && (
        <span class="trigger-value">
          <input
            type="number"
            min={least}
            max={most}
            aria-label={`${label}, ${unit}`}
            aria-invalid={fault ? 'true' : undefined}
            aria-describedby={fault ? `${id}-fault` : undefined}
            value={value}
            onInput={({ currentTarget: box }) => onChange(box.value === '' ? '' : box.valueAsNumber)}
          />
          <span aria-hidden="true">{unit}</span>
        </span>
      )}
      <p class="hint" id={`${id}-hint`}>{hint}</p>
      {isOn && fault && <p class="fault" id={`${id}-fault`}>{fault}</p>}
    </div>
  );
}

interface TextBoxProps {
  label: string;
  hint: string;
  placeholder: string;
  value: string | null;
  fault: string | null;
  onChange: (value: string | null) => void;
}

/** The same for a wish that is told by a piece of code. */
export function TextBox({ label, hint, placeholder, value, fault, onChange }: TextBoxProps) {
  const id = useId();
  const isOn = value !== null;
  return (
    <div class="trigger">
      <label class="check">
        <input type="checkbox" checked={isOn} aria-describedby={`${id}-hint`} onChange={() => onChange(isOn ? null : '')} />
        <span>{label}</span>
      </label>
      {isOn && (
        <input
          type="text"
          class="code trigger-value"
          autocomplete="off"
          spellcheck={false}
          placeholder={placeholder}
          aria-label={label}
          aria-invalid={fault ? 'true' : undefined}
          aria-describedby={fault ? `${id}-fault` : undefined}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
      <p class="hint" id={`${id}-hint`}>{hint}</p>
      {isOn && fault && <p class="fault" id={`${id}-fault`}>{fault}</p>}
    </div>
  );
}

import type { ComponentChildren } from 'preact';

interface ChoiceProps<T extends string | number> {
  legend: string;
  name: string;
  options: { value: T; label: ComponentChildren }[];
  value: T;
  onChoose: (value: T) => void;
  quietLegend?: boolean;
}

/** Native radios drawn as a row of segments: one tab stop, arrows move. */
export function Choice<T extends string | number>({ legend, name, options, value, onChoose, quietLegend }: ChoiceProps<T>) {
  return (
    <fieldset class="choice">
      <legend class={quietLegend ? 'unseen' : undefined}>{legend}</legend>
      <div class="segments">
        {options.map((option) => (
          <label key={option.value} class="segment">
            <input type="radio" name={name} checked={option.value === value} onChange={() => onChoose(option.value)} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

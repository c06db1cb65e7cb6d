/** Two circles that meet: a kohtaaminen. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="8.5" cy="12" r="6.5" />
      <circle cx="15.5" cy="12" r="6.5" />
    </svg>
  );
}

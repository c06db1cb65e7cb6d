// The elements in JSX, where JSX is looked for in the global scope.

export const asked = <kohtaamo-touchpoint touchpoint="checkout" data-subject="order-20417" />;
export const published = <kohtaamo-published touchpoint="checkout" className="praise" />;
// @ts-expect-error a place without a touchpoint stays empty
export const empty = <kohtaamo-touchpoint />;

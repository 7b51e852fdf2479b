/** Elements without JSX, which Node does not run: `h('p', { className: 'topic' }, text)`. */
export { createElement as h } from 'react';

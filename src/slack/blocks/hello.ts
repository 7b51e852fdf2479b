/** How the first message to a person begins. */
export const hello = 'Hello! I post how your Revox calls went, and answer questions about them.';

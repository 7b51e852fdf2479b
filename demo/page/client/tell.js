/** This window among all that show the page: a modal opens only where somebody clicked. */
export const windowId = crypto.randomUUID();

/** Asks the page's server to do what a person would. What goes wrong is said under the message box. */
export async function tell(path, body) {
  const trouble = document.querySelector('#trouble');
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Window': windowId },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    trouble.textContent = response.ok ? '' : `That did not work: ${answer.error}`;
    return response.ok ? answer : null;
  } catch {
    trouble.textContent = 'The demo has ended. Start it again with npm run demo.';
    return null;
  }
}

/** What Revox’s list says nothing of, though people ask for it. An extracted field may: `by field:city`. */
const unsaid: { asks: RegExp; message: string; choices: string[] }[] = [
  {
    asks: /^(?:cit(?:y|ies)|towns?|villes?|regions?|states?|departements?|areas?|places?|postcodes?|zips?)$/,
    message: 'Calls don’t say where people are: only the country of a number is known.',
    choices: ['by country'],
  },
  {
    asks: /^(?:(?:ai_)?agents?|assistants?|bots?|voices?)$/,
    message: 'Calls don’t say which agent made them. by:agent chooses those that the agent ended.',
    choices: ['by:agent', 'by result'],
  },
  {
    asks: /^(?:users?|system|callers?|customers?|clients?|persons?|people|numbers?|numeros?|contacts?)$/,
    message: 'Calls aren’t grouped by number. by:user and by:system choose those that these ended.',
    choices: ['by:user', 'by:system'],
  },
  {
    asks: /^(?:campaigns?|campagnes?|lists?|listes?|teams?|equipes?|orders?|projects?|projets?|sources?)$/,
    message: 'Calls don’t say which campaign or list they belong to.',
    choices: ['by day', 'by result'],
  },
];

/** Why figures can’t be grouped by that, and what can be asked instead; null for any other word. */
export function unsaidByCalls(word: string): { message: string; choices: string[] } | null {
  const found = unsaid.find(({ asks }) => asks.test(word));
  if (found === undefined) return null;
  return {
    message: `${found.message} If your agent extracts it, use by field:<name>.`,
    choices: found.choices,
  };
}

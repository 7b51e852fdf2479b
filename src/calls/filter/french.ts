/** Labels in words of people, each with what it means: several of them mean the same. */
export function meant<Meaning extends string | string[]>(
  meaning: Meaning,
  ...labels: string[]
): [label: string, meaning: Meaning][] {
  return labels.map((label) => [label, meaning]);
}

/** What people say in French of calls, in words of the grammar, as the labels in English are. */
export const frenchLabels: [label: string, meanings: string[]][] = [
  ...meant(['errored'], 'erreur', 'en erreur', 'appel en erreur', 'en échec', 'échec', 'échec d’appel'),
  ...meant(['errored'], 'échoué', 'échouée', 'ont échoué', 'n’ont pas abouti'),
  ...meant(['completed'], 'abouti', 'connecté'),
  ...meant(['human'], 'humain', 'personne', 'décroché', 'répondu', 'ont répondu', 'ont décroché'),
  ...meant(['human'], 'avec réponse', 'conversation'),
  ...meant(['voicemail'], 'messagerie', 'messagerie vocale', 'boîte vocale', 'répondeur'),
  ...meant(['ivr'], 'menu vocal', 'serveur vocal'),
  ...meant(['screened'], 'filtré', 'filtrage d’appel'),
  ...meant(['busy'], 'occupé', 'occupée', 'ligne occupée'),
  ...meant(['no_answer'], 'sans réponse', 'pas de réponse', 'aucune réponse'),
  ...meant(['temporarily_unavailable'], 'injoignable', 'indisponible', 'hors de portée'),
  ...meant(['number_non_attributed'], 'hors service', 'non attribué', 'numéro non attribué', 'faux numéro'),
  ...meant(['number_non_attributed'], 'mauvais numéro', 'numéro invalide', 'numéro inexistant'),
  ...meant(['number_non_attributed'], 'votre liste'),
  ...meant(['too_many_calls'], 'trop d’appels'),
  ...meant(['no_international_permission'], 'pays non autorisé'),
  ...meant(['ours'], 'de notre côté', 'notre côté', 'votre configuration'),
  ...meant(['theirs'], 'de leur côté', 'leur côté', 'opérateur'),
  ...meant(['reason:transfer'], 'transféré', 'transférée', 'transfert'),
  ...meant(['callback'], 'rappel', 'à rappeler', 'rappel demandé', 'rappel promis', 'demande de rappel'),
  ...meant(['callback'], 'demandes de rappel'),
  ...meant(['/live'], 'en cours', 'en ce moment', 'en direct', 'en attente'),
  ...meant(['no_answer', '-human'], 'non répondu', 'non décroché', 'pas répondu', 'n’ont pas répondu'),
  ...meant(['no_answer', '-human'], 'pas décroché'),
  ...meant(['no_answer', 'errored'], 'manqué', 'manquée', 'raté', 'perdu'),
  ...meant(['completed', 'human'], 'réussi', 'réussie'),
  ...meant(['this-week', 'since:7d'], 'semaine'),
  ...meant(['this-month', 'since:30d'], 'mois'),
  ...meant(['today', 'since:24h'], 'jour', 'journée'),
  ...meant(['since:1h'], 'heure'),
];

/** Words that choose every call, or say nothing beside others. */
export const frenchEveryCall = [
  ...['appel', 'tout', 'toute', 'tous', 'tous les appels', 'tout le temps', 'seulement', 'uniquement'],
  ...['svp', 's’il vous plaît', 's’il te plaît', 'numéro', 'et', 'ou', 'avec', 'qui', 'ont été'],
  ...['de', 'du', 'des', 'la', 'le', 'les', 'en', 'ce', 'cet', 'cette', 'ces', 'un', 'une', 'aux'],
];

/** Calls may have `de` or `en` as the language in a field; before a word in French they say nothing. */
export const frenchJoints = ['et', 'de', 'du', 'des', 'la', 'le', 'les', 'en', 'ce', 'un', 'une', 'sur'];

/** One value of a field in English and in French, as calls may have it. */
export const valuesInBoth: [english: string, french: string[]][] = [
  ['hot', ['chaud', 'chaude', 'chauds', 'chaudes']],
  ['warm', ['tiède', 'tièdes']],
  ['cold', ['froid', 'froide', 'froids', 'froides']],
  ['interested', ['intéressé', 'intéressée', 'intéressés', 'intéressées']],
  [
    'not interested',
    ['pas intéressé', 'pas intéressée', 'pas intéressés', 'non intéressé', 'non intéressés'],
  ],
  ['qualified', ['qualifié', 'qualifiée', 'qualifiés', 'qualifiées']],
  ['unhappy', ['mécontent', 'mécontente', 'mécontents', 'mécontentes']],
  ['happy', ['content', 'contente', 'contents', 'contentes', 'satisfait', 'satisfaits']],
];

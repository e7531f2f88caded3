/** Stands in the shop wherever a careless team would have left a password; must never be seen outside. */
export const canary = 'canary-3f9d-never-shown';

const given = /^kube-api-access-[a-z0-9]{5}$/;
const prefix = 'kube-api-access-';

/** Whether the API server gave a pod this volume, which holds the token of its account. */
export const isTokenVolume = (name: string) => name.startsWith(prefix);

/** Its name without the five random characters that tell the pods of one template apart. `*` is in the name of no volume. */
export const likeTokenVolume = (name: string) => (given.test(name) ? `${prefix}*` : name);

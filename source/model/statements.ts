/** What a person may say of a control, in the order of the digits. `not-sure` decides nothing. */
export const statements = ['yes', 'partly', 'no', 'not-sure', 'does-not-apply'] as const;
export type Statement = (typeof statements)[number];

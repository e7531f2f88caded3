/** How many rows are read at once. */
export const pageSize = 8;

/** Formats a number with separators: 4096 is 4,096. */
export const formatNumber = (value: number): string => value.toLocaleString('en-US');

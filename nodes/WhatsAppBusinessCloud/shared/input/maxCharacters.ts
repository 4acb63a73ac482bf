import { formatNumber } from '../formatNumber';
import type { Limit } from './limit';

/** The maximum length of a text, for descriptions of fields: `1,024 characters`. */
export const maxCharacters = ({ max }: Limit): string => `${formatNumber(max)} characters`;

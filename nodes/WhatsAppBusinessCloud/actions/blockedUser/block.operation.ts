import { blocking } from './blocking';

export const block = blocking('POST');

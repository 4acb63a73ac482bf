import { blocking } from './blocking';

export const unblock = blocking('DELETE');

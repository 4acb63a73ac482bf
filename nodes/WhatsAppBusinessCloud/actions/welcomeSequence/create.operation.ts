import { writeSequence } from './write';

export const create = writeSequence([], () => undefined);

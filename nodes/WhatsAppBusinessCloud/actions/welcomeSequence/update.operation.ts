import { objectLocator, readObjectId } from '../objectLocator';
import { sequenceLocator } from './fields';
import { writeSequence } from './write';

export const update = writeSequence(
	[objectLocator(sequenceLocator, 'The welcome sequence to replace by the one below')],
	(item) => readObjectId(item, sequenceLocator),
);

import { archiving } from './archiving';

export const unarchive = archiving('unarchive', 'unarchived');

import { archiving } from './archiving';

export const archive = archiving('archive', 'archived');

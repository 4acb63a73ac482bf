import { sync } from './sync';

export const startHistorySync = sync('history', 'the earlier chats of the app');

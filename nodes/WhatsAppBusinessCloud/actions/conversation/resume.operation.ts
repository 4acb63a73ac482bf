import { controlOperation } from './control';

/** Conversation > Resume: ends a pause, whatever started it. */
export const resume = controlOperation([], () => 0);

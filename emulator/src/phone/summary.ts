import { summaryOf } from '../phoneApi/content/summary';
import type { Entry } from '../phoneApi/types';

/** A line of a chat in a few words. */
export const summary = ({ content, isDeleted }: Entry): string => (isDeleted ? 'Deleted message' : summaryOf(content));

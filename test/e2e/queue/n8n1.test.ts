import { exactlyOnce } from './exactlyOnce';

exactlyOnce('v1', '1.x');

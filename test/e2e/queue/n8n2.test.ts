import { exactlyOnce } from './exactlyOnce';

exactlyOnce('v2', '2.x');

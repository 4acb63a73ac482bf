import { writeExamplesPage } from './examplesPage';

writeExamplesPage();

// Wires the features together. The only file that knows them all; holds no rule of its own.
import './styles/app.css';
import './places/map';
import './search/box';
import './search/chips';
import './search/dock';
import './search/facets';
import { api } from './api/client';
import { loadPlace, placeCard, placeSpot } from './places/card';
import type { PlacesMap } from './places/map';
import { startNavigation } from './navigation';
import { loadProfessional, professionalCard, professionalSpot } from './professionals/card';
import { Answers } from './search/answers';
import { parametersOf, tileFilterOf } from './search/question';
import './search/results';
import type { Results } from './search/results';
import { store } from './state';
import { startHeader } from './territories/header';
import { useLanguage, writeStaticTexts } from './text/catalogue';
import type { CardMaker, Sheet } from './ui/sheet';
import './ui/sheet';
import { applyTheme } from './ui/theme';

startNavigation(store);
const { lang, theme } = store.now;
document.documentElement.lang = lang;
applyTheme(theme);
await useLanguage(lang);
writeStaticTexts(document);

const answers = new Answers(store);
const PERSON = { load: loadProfessional, draw: professionalCard, spot: professionalSpot } as CardMaker<unknown>;
const PLACE = { load: loadPlace, draw: placeCard, spot: placeSpot } as CardMaker<unknown>;

const map = document.querySelector<PlacesMap>('carbet-map');
if (map) {
  map.tileFilter = state => tileFilterOf(state.query, state.results.answer);
  map.parameters = state => parametersOf(state.query, state.here);
}
const results = document.querySelector<Results>('carbet-results');
if (results) results.answers = answers;
const sheet = document.querySelector<Sheet>('carbet-sheet');
if (sheet) sheet.more = () => answers.more();
sheet?.start(id => (id.startsWith('rpps:') ? PERSON : PLACE));

store.watch((now, before) => {
  if (now.view !== before.view) document.body.dataset.view = now.view;
  if (now.theme !== before.theme) applyTheme(now.theme);
});
document.body.dataset.view = store.now.view;
document.body.classList.add('ready');

startHeader(store);
void answers.ask();
api.frame().then(
  frame => store.set({ frame }),
  () => undefined,
);

// The banners for a vital emergency and for distress: before any result, never closed, red for the first only.
import { html, type TemplateResult } from 'lit';
import type { Emergency } from '../api/types';
import { t } from '../text/catalogue';
import { icon } from '../ui/icons';

export function emergencyBanner(emergency: Emergency): TemplateResult {
  return emergency === 'vital'
    ? html`<div class="ban vital" role="alert">
        ${icon('alert')}
        <div>
          <h2>${t('emergency.vital.title')}</h2>
          <p>${t('emergency.vital.text')}</p>
          <div class="calls">
            <a class="btn main" href="tel:15">${icon('phone', true)}${t('emergency.vital.call')}</a>
            <a class="btn" href="sms:114">${icon('talk', true)}${t('emergency.vital.sms')}</a>
          </div>
        </div>
      </div>`
    : html`<div class="ban distress" role="alert">
        ${icon('heart')}
        <div>
          <h2>${t('emergency.distress.title')}</h2>
          <p>${t('emergency.distress.text')}</p>
          <div class="calls">
            <a class="btn main" href="tel:3114">${icon('phone', true)}${t('emergency.distress.call')}</a>
            <a class="btn" href="tel:15">${t('emergency.distress.danger')}</a>
          </div>
        </div>
      </div>`;
}

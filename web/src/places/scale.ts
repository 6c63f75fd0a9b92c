// The scale bar: a round length that fits. Pure.

/** The largest of 1, 2 or 5 × 10ⁿ metres not wider than `widest` pixels, with its width. */
export function scaleBar(metresPerPixel: number, widest: number): { metres: number; width: number } {
  const most = metresPerPixel * widest;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map(step => step * power).find(length => length <= most) ?? power;
  return { metres, width: metres / metresPerPixel };
}

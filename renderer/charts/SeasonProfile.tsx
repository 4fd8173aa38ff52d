import { type SeasonProfileData, layoutSeasonProfile } from '#shared/charts/season-profile.ts';
import { Chart, type PictureProps } from './Chart.tsx';

/** Factors of a week (168 hours) or a year (12 months) around 1. */
export function SeasonProfile({ height = 140, ...props }: PictureProps & { data: SeasonProfileData }) {
  return <Chart {...props} height={height} layout={layoutSeasonProfile} />;
}

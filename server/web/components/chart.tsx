/*
 * Charts as SVG, drawn by ECharts on the server: no script in the browser. Only
 * the parts that are used are loaded, and nothing that would need a style sheet
 * inside the picture.
 */
import { BarChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, LegendComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { FC } from 'hono/jsx'
import { SafeHtml } from '../layout.tsx'

echarts.use([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, SVGRenderer])

export interface BarSeries {
  readonly name: string
  readonly values: readonly number[]
  readonly colour: string
}

export interface BarChartProps {
  /** What the chart shows, for those who cannot see it. */
  readonly label: string
  readonly categories: readonly string[]
  readonly series: readonly BarSeries[]
  readonly unit?: string
  readonly height?: number
}

const font = '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'
const grey = '#5b6b7c'

const legendOf = (series: readonly { readonly name: string }[]) => ({
  top: 4,
  left: 48,
  data: series.map(({ name }) => name),
  textStyle: { fontSize: 14, color: grey },
})

/** Bars side by side, a group a category. */
export const BarsChart: FC<BarChartProps> = ({ label, categories, series, unit = '', height = 300 }) => {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 1000, height })
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: font },
    grid: { left: 44, right: 12, top: 40, bottom: 34 },
    legend: legendOf(series),
    xAxis: {
      type: 'category',
      data: [...categories],
      axisTick: { show: false },
      axisLabel: {
        interval: 0,
        fontSize: 13,
        color: grey,
        overflow: 'break',
        width: 900 / categories.length,
      },
    },
    yAxis: {
      type: 'value',
      name: unit,
      axisLabel: { fontSize: 13, color: grey },
      splitLine: { lineStyle: { color: '#e6e9ee' } },
    },
    series: series.map(({ name, values, colour }) => ({
      type: 'bar',
      name,
      data: [...values],
      itemStyle: { color: colour },
      barMaxWidth: 22,
      silent: true,
      emphasis: { disabled: true },
      label: { show: series.length <= 4, position: 'top', fontSize: 11, color: grey },
    })),
  })
  return <Drawn label={label} chart={chart} />
}

export interface LineSeries {
  readonly name: string
  /** In order of x. */
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly colour: string
  /** Drawn as points, their area by `sizes` (persons); a line otherwise. */
  readonly sizes?: readonly number[]
  readonly dashed?: boolean
  /** Marks at the points of a line. */
  readonly marked?: boolean
}

export interface LinesChartProps {
  readonly label: string
  readonly series: readonly LineSeries[]
  readonly x: string
  readonly y: string
  readonly yMax?: number
  readonly xRange?: readonly [number, number]
  /** Names for whole x, e.g. groups. */
  readonly xNames?: readonly string[]
  /** In units of its letters' 13; a picture for phones is drawn narrower, not smaller. */
  readonly width?: number
  readonly height?: number
}

/** Lines and points over one pair of axes. */
export const LinesChart: FC<LinesChartProps> = ({
  label,
  series,
  x,
  y,
  yMax,
  xRange,
  xNames,
  width = 1000,
  height = 320,
}) => {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  const largest = Math.max(1, ...series.flatMap(({ sizes }) => sizes ?? []))
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: font },
    grid: { left: 56, right: 16, top: 56, bottom: 52 },
    legend: legendOf(series),
    xAxis: {
      type: 'value',
      name: x,
      nameLocation: 'middle',
      nameGap: 30,
      nameTextStyle: { fontSize: 14, color: grey },
      min: xNames ? -0.5 : xRange?.[0],
      max: xNames ? xNames.length - 0.5 : xRange?.[1],
      ...(xNames && { interval: 0.5 }),
      axisLine: { onZero: false },
      axisLabel: {
        fontSize: 13,
        color: grey,
        ...(xNames && { formatter: (value: number) => xNames[value] ?? '' }),
      },
      axisTick: { show: !xNames },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      name: y,
      nameTextStyle: { fontSize: 14, color: grey, align: 'left' },
      min: 0,
      max: yMax,
      axisLine: { onZero: false },
      axisLabel: { fontSize: 13, color: grey },
      splitLine: { lineStyle: { color: '#e6e9ee' } },
    },
    series: series.map(({ name, points, colour, sizes, dashed, marked }) => ({
      type: sizes ? 'scatter' : 'line',
      name,
      data: points.map((point) => [...point]),
      silent: true,
      emphasis: { disabled: true },
      itemStyle: { color: colour },
      ...(sizes
        ? {
            symbolSize: (_: unknown, { dataIndex }: { dataIndex: number }) =>
              6 + 12 * Math.sqrt(sizes[dataIndex]! / largest),
          }
        : {
            showSymbol: marked ?? false,
            symbol: 'circle',
            symbolSize: 7,
            lineStyle: { width: 2.5, color: colour, type: dashed ? 'dashed' : 'solid' },
          }),
    })),
  })
  return <Drawn label={label} chart={chart} />
}

const Drawn: FC<{ label: string; chart: echarts.ECharts }> = ({ label, chart }) => {
  // Its <style> only serves pointing with a mouse, and our policy allows none inside a page.
  const svg = chart.renderToSVGString().replace(/<style[\s\S]*?<\/style>/g, '')
  chart.dispose()
  return (
    <div class="chart" role="img" aria-label={label}>
      <SafeHtml html={svg} />
    </div>
  )
}

/** Colours of series beside each other, told apart also by those who see no red or green. */
export const seriesColours = ['#0b5cad', '#c77700', '#2b9a66', '#8250c4', '#c0392b', '#3d8fa8'] as const

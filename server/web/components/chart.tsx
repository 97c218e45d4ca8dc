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

/** Bars side by side, a group a category. */
export const BarsChart: FC<BarChartProps> = ({ label, categories, series, unit = '', height = 300 }) => {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 1000, height })
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: font },
    grid: { left: 44, right: 12, top: 40, bottom: 34 },
    legend: {
      top: 4,
      right: 8,
      data: series.map(({ name }) => name),
      textStyle: { fontSize: 14, color: grey },
    },
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
  // Its <style> only serves pointing with a mouse, and our policy allows none inside a page.
  const svg = chart.renderToSVGString().replace(/<style[\s\S]*?<\/style>/g, '')
  chart.dispose()
  return (
    <div class="chart" role="img" aria-label={label}>
      <SafeHtml html={svg} />
    </div>
  )
}

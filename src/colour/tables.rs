//! ICC profiles evaluated: device values to CIE Lab (D50, media-relative) and back.
//!
//! `moxcms` reads the files: pure Rust, so that a hostile profile in a reader's photograph meets no C code, with limits
//! on every table, and no compiler needed beside Rust's. Its ready transforms are not used, for they join two profiles
//! without showing the colour between them: black-point compensation, the press's ink limit and black alone all need
//! that colour. What is evaluated here is small (curves, a matrix, a grid) and runs once for each link, not for each
//! pixel; it is the same on every machine, which the crate's vector units are not.

use moxcms::{
    ColorProfile, DataColorSpace, LutDataType, LutMultidimensionalType, LutStore, LutType, LutWarehouse, ToneReprCurve,
};

use crate::ink::Intent;

/// CIE L*, a*, b*.
pub(super) type Lab = [f64; 3];
/// CIE XYZ, paper or screen white being D50.
pub(super) type Xyz = [f64; 3];

/// The white of the profile connection space (ICC.1:2010 §6.3.4.3).
pub(super) const D50: Xyz = [0.9642, 1.0, 0.8249];

/// Device values, 0–1, to Lab.
pub(super) enum ToLab {
    /// Three curves and a matrix: screens and working spaces.
    Matrix(Box<[Curve; 3]>, [[f64; 3]; 3]),
    /// One curve of grey; true where it gives lightness itself, not luminance.
    Gray(Curve, bool),
    /// A pipeline that ends in the profile connection space.
    Table(Pipeline, Pcs),
}

/// Lab to device values, 0–1.
pub(super) struct FromLab {
    pipeline: Pipeline,
    pcs: Pcs,
}

impl ToLab {
    /// None for a profile that has no usable way to Lab.
    pub(super) fn of(profile: &ColorProfile, intent: Intent) -> Option<Self> {
        let table = match intent {
            Intent::Perceptual => profile.lut_a_to_b_perceptual.as_ref(),
            Intent::Relative => profile.lut_a_to_b_colorimetric.as_ref(),
            Intent::Saturation => profile.lut_a_to_b_saturation.as_ref(),
        };
        let inputs = match profile.color_space {
            DataColorSpace::Rgb => 3,
            DataColorSpace::Cmyk => 4,
            DataColorSpace::Gray => {
                let curve = Curve::of(profile.gray_trc.as_ref()?)?;
                return Some(Self::Gray(curve, profile.pcs == DataColorSpace::Lab));
            }
            _ => return None,
        };
        // A2B0 stands for those a profile does not have (ICC.1:2010 §9.1).
        if let Some(table) = table.or(profile.lut_a_to_b_perceptual.as_ref()) {
            let (pipeline, pcs) = Pipeline::towards_pcs(table, profile.pcs)?;
            return pipeline.takes(inputs, 3).then_some(Self::Table(pipeline, pcs));
        }
        (inputs == 3 && profile.is_matrix_shaper()).then(|| Self::matrix(profile)).flatten()
    }

    fn matrix(profile: &ColorProfile) -> Option<Self> {
        let curve = |c: &Option<ToneReprCurve>| Curve::of(c.as_ref()?);
        let curves = [curve(&profile.red_trc)?, curve(&profile.green_trc)?, curve(&profile.blue_trc)?];
        let columns = [profile.red_colorant, profile.green_colorant, profile.blue_colorant].map(|c| [c.x, c.y, c.z]);
        let sound = columns.iter().flatten().all(|v| v.is_finite() && v.abs() < 4.0);
        let row = |i: usize| columns.map(|c| c[i]);
        sound.then(|| Self::Matrix(Box::new(curves), [row(0), row(1), row(2)]))
    }

    pub(super) fn lab(&self, device: [f64; 4]) -> Lab {
        match self {
            Self::Matrix(curves, rows) => {
                let linear = [0, 1, 2].map(|i| curves[i].at(device[i]));
                lab_of_xyz(rows.map(|row| row.iter().zip(linear).map(|(m, v)| m * v).sum()))
            }
            Self::Gray(curve, true) => [curve.at(device[0]) * 100.0, 0.0, 0.0],
            Self::Gray(curve, false) => lab_of_xyz(D50.map(|white| white * curve.at(device[0]))),
            Self::Table(pipeline, pcs) => pcs.lab(pipeline.run(device)),
        }
    }

    pub(super) const fn is_table(&self) -> bool {
        matches!(self, Self::Table(..))
    }
}

impl FromLab {
    /// The table for `intent`, or the one that stands for it; none where there is no usable one with four inks.
    pub(super) fn of(profile: &ColorProfile, intent: Intent) -> Option<Self> {
        let table = match intent {
            Intent::Perceptual => profile.lut_b_to_a_perceptual.as_ref(),
            Intent::Relative => profile.lut_b_to_a_colorimetric.as_ref(),
            Intent::Saturation => profile.lut_b_to_a_saturation.as_ref(),
        };
        let table = table.or(profile.lut_b_to_a_perceptual.as_ref()).or(profile.lut_b_to_a_colorimetric.as_ref())?;
        let (pipeline, pcs) = Pipeline::from_pcs(table, profile.pcs)?;
        pipeline.takes(3, 4).then_some(Self { pipeline, pcs })
    }

    pub(super) fn device(&self, lab: Lab) -> [f64; 4] {
        let [a, b, c] = self.pcs.encoded(lab);
        self.pipeline.run([a, b, c, 0.0])
    }

    /// The most ink, all four together, that any of its colours takes: 0–4.
    pub(super) fn most_ink(&self) -> f64 {
        self.pipeline.largest_sum()
    }
}

/// How a table writes the colours of the profile connection space into 0–1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Pcs {
    /// Lab as lut16 has it, in every version: 100 is ff00 (ICC.1:2010 §10.8).
    LegacyLab,
    /// Lab of lut8, lutAToB and lutBToA.
    Lab,
    Xyz,
}

impl Pcs {
    fn of(space: DataColorSpace, sixteen: bool) -> Option<Self> {
        match space {
            DataColorSpace::Lab if sixteen => Some(Self::LegacyLab),
            DataColorSpace::Lab => Some(Self::Lab),
            DataColorSpace::Xyz => Some(Self::Xyz),
            _ => None,
        }
    }

    fn lab(self, [a, b, c, _]: [f64; 4]) -> Lab {
        const LEGACY: f64 = 65535.0 / 65280.0;
        match self {
            Self::LegacyLab => [a * LEGACY * 100.0, b * LEGACY * 255.0 - 128.0, c * LEGACY * 255.0 - 128.0],
            Self::Lab => [a * 100.0, b * 255.0 - 128.0, c * 255.0 - 128.0],
            Self::Xyz => lab_of_xyz([a, b, c].map(|v| v * XYZ_RANGE)),
        }
    }

    fn encoded(self, lab: Lab) -> [f64; 3] {
        const LEGACY: f64 = 65280.0 / 65535.0;
        let plain = [lab[0] / 100.0, (lab[1] + 128.0) / 255.0, (lab[2] + 128.0) / 255.0];
        let encoded = match self {
            Self::LegacyLab => plain.map(|v| v * LEGACY),
            Self::Lab => plain,
            Self::Xyz => xyz_of_lab(lab).map(|v| v / XYZ_RANGE),
        };
        encoded.map(|v| v.clamp(0.0, 1.0))
    }
}

/// The largest XYZ that sixteen bits can write (ICC.1:2010 §6.3.4.2).
const XYZ_RANGE: f64 = 1.0 + 32767.0 / 32768.0;

/// Stages one after the other; values beyond what a stage has are ignored.
pub(super) struct Pipeline {
    stages: Vec<Stage>,
    inputs: usize,
    outputs: usize,
}

enum Stage {
    Curves(Vec<Curve>),
    Matrix([[f64; 3]; 3], [f64; 3]),
    Grid(Grid),
}

impl Pipeline {
    fn towards_pcs(table: &LutWarehouse, pcs: DataColorSpace) -> Option<(Self, Pcs)> {
        match table {
            LutWarehouse::Lut(lut) => Some((Self::of_lut(lut, false)?, Pcs::of(pcs, lut.lut_type == LutType::Lut16)?)),
            LutWarehouse::Multidimensional(m) => {
                let stages = [curves(&m.a_curves)?, grid(m)?, curves(&m.m_curves)?, matrix(m), curves(&m.b_curves)?];
                Some((Self::joined(stages, m)?, Pcs::of(pcs, false)?))
            }
        }
    }

    fn from_pcs(table: &LutWarehouse, pcs: DataColorSpace) -> Option<(Self, Pcs)> {
        match table {
            LutWarehouse::Lut(lut) => {
                Some((Self::of_lut(lut, pcs == DataColorSpace::Xyz)?, Pcs::of(pcs, lut.lut_type == LutType::Lut16)?))
            }
            LutWarehouse::Multidimensional(m) => {
                let stages = [curves(&m.b_curves)?, matrix(m), curves(&m.m_curves)?, grid(m)?, curves(&m.a_curves)?];
                Some((Self::joined(stages, m)?, Pcs::of(pcs, false)?))
            }
        }
    }

    fn joined(stages: [Option<Stage>; 5], m: &LutMultidimensionalType) -> Option<Self> {
        let (inputs, outputs) = (usize::from(m.num_input_channels), usize::from(m.num_output_channels));
        Self { stages: stages.into_iter().flatten().collect(), inputs, outputs }.sound()
    }

    /// lut8 and lut16: the matrix counts only where XYZ goes in (ICC.1:2010 §10.8).
    fn of_lut(lut: &LutDataType, with_matrix: bool) -> Option<Self> {
        let (inputs, outputs) = (usize::from(lut.num_input_channels), usize::from(lut.num_output_channels));
        let mut stages = Vec::new();
        if with_matrix {
            stages.push(Stage::Matrix(lut.matrix.v, [0.0; 3]));
        }
        stages.push(Stage::Curves(sampled(&lut.input_table, lut.num_input_table_entries, inputs)?));
        let sizes = vec![usize::from(lut.num_clut_grid_points); inputs];
        stages.push(Stage::Grid(Grid::new(sizes, outputs, &lut.clut_table)?));
        stages.push(Stage::Curves(sampled(&lut.output_table, lut.num_output_table_entries, outputs)?));
        Self { stages, inputs, outputs }.sound()
    }

    /// Every stage takes what the one before gives.
    fn sound(self) -> Option<Self> {
        let mut now = self.inputs;
        for stage in &self.stages {
            now = match stage {
                Stage::Curves(curves) if curves.len() == now => now,
                Stage::Matrix(rows, shift) if now == 3 => {
                    let finite = rows.iter().flatten().chain(shift).all(|v| v.is_finite() && v.abs() < 1e3);
                    finite.then_some(3)?
                }
                Stage::Grid(grid) if grid.sizes.len() == now => grid.outputs,
                Stage::Curves(_) | Stage::Matrix(..) | Stage::Grid(_) => return None,
            };
        }
        (now == self.outputs && now <= 4 && self.inputs <= 4).then_some(self)
    }

    fn takes(&self, inputs: usize, outputs: usize) -> bool {
        (self.inputs, self.outputs) == (inputs, outputs)
    }

    fn run(&self, input: [f64; 4]) -> [f64; 4] {
        self.stages.iter().fold(input, |values, stage| stage.run(values))
    }

    /// The largest sum of outputs over the nodes of its grid: between nodes there is no larger one.
    fn largest_sum(&self) -> f64 {
        let Some(at) = self.stages.iter().position(|s| matches!(s, Stage::Grid(_))) else { return 4.0 };
        let Stage::Grid(grid) = &self.stages[at] else { return 4.0 };
        let sums = grid.nodes.chunks_exact(grid.outputs).map(|node| {
            let mut values = [0.0; 4];
            for (v, n) in values.iter_mut().zip(node) {
                *v = f64::from(*n);
            }
            self.stages[at + 1..].iter().fold(values, |v, stage| stage.run(v)).iter().take(self.outputs).sum()
        });
        sums.fold(0.0, f64::max)
    }
}

impl Stage {
    fn run(&self, values: [f64; 4]) -> [f64; 4] {
        match self {
            Self::Curves(curves) => {
                let mut out = values;
                for (v, curve) in out.iter_mut().zip(curves) {
                    *v = curve.at(*v);
                }
                out
            }
            Self::Matrix(rows, shift) => {
                let [x, y, z] = [0, 1, 2].map(|i| {
                    let row = rows[i];
                    row[0] * values[0] + row[1] * values[1] + row[2] * values[2] + shift[i]
                });
                [x, y, z, 0.0]
            }
            Self::Grid(grid) => grid.at(values),
        }
    }
}

fn matrix(m: &LutMultidimensionalType) -> Option<Stage> {
    // Without M curves there is no matrix either, and what stands in its place is the identity.
    Some(Stage::Matrix(m.matrix.v, m.bias.v)).filter(|_| !m.m_curves.is_empty())
}

/// Outer none: broken; inner none: not there.
#[expect(clippy::option_option, reason = "a stage that is missing and one that is broken are two things")]
fn curves(all: &[ToneReprCurve]) -> Option<Option<Stage>> {
    if all.is_empty() {
        return Some(None);
    }
    Some(Some(Stage::Curves(all.iter().map(Curve::of).collect::<Option<_>>()?)))
}

#[expect(clippy::option_option, reason = "a stage that is missing and one that is broken are two things")]
fn grid(m: &LutMultidimensionalType) -> Option<Option<Stage>> {
    let Some(nodes) = &m.clut else { return Some(None) };
    let sizes = m.grid_points.iter().take(usize::from(m.num_input_channels)).map(|n| usize::from(*n)).collect();
    Some(Some(Stage::Grid(Grid::new(sizes, usize::from(m.num_output_channels), nodes)?)))
}

/// A curve over 0–1.
pub(super) enum Curve {
    Straight,
    Gamma(f64),
    /// Equally spaced, at least two.
    Sampled(Vec<f32>),
    /// g, a, b, c, d, e, f of ICC.1:2010 §10.16, type 4; the other types are cases of it.
    Parametric([f64; 7]),
}

impl Curve {
    fn of(curve: &ToneReprCurve) -> Option<Self> {
        match curve {
            ToneReprCurve::Lut(values) => Some(match values.as_slice() {
                [] => Self::Straight,
                // u8Fixed8.
                [gamma] => Self::Gamma(f64::from(*gamma) / 256.0),
                all => Self::Sampled(all.iter().map(|v| f32::from(*v) / 65535.0).collect()),
            }),
            ToneReprCurve::Parametric(p) => {
                let p: Vec<f64> = p.iter().map(|v| f64::from(*v)).collect();
                if p.iter().any(|v| !v.is_finite()) {
                    return None;
                }
                match p[..] {
                    [g] => Some(Self::Gamma(g)),
                    [g, a, b] => Some(Self::Parametric([g, a, b, 0.0, start(a, b), 0.0, 0.0])),
                    [g, a, b, c] => Some(Self::Parametric([g, a, b, 0.0, start(a, b), c, c])),
                    [g, a, b, c, d] => Some(Self::Parametric([g, a, b, c, d, 0.0, 0.0])),
                    [g, a, b, c, d, e, f] => Some(Self::Parametric([g, a, b, c, d, e, f])),
                    _ => None,
                }
            }
        }
    }

    fn at(&self, x: f64) -> f64 {
        let x = if x.is_finite() { x.clamp(0.0, 1.0) } else { 0.0 };
        let y = match self {
            Self::Straight => x,
            Self::Gamma(g) => x.powf(*g),
            Self::Sampled(values) => {
                let at = x * (values.len() - 1) as f64;
                let below = (at as usize).min(values.len() - 2);
                let (a, b) = (f64::from(values[below]), f64::from(values[below + 1]));
                a + (b - a) * (at - below as f64)
            }
            Self::Parametric([g, a, b, c, d, e, f]) => {
                if x >= *d {
                    (a * x + b).max(0.0).powf(*g) + e
                } else {
                    c * x + f
                }
            }
        };
        if y.is_finite() { y.clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// Where types 1 and 2 begin to rise.
fn start(a: f64, b: f64) -> f64 {
    if a == 0.0 { 0.0 } else { -b / a }
}

fn sampled(store: &LutStore, entries: u16, channels: usize) -> Option<Vec<Curve>> {
    let values = floats(store);
    let entries = usize::from(entries);
    if entries < 2 || values.len() != entries * channels {
        return None;
    }
    Some(values.chunks_exact(entries).map(|c| Curve::Sampled(c.to_vec())).collect())
}

fn floats(store: &LutStore) -> Vec<f32> {
    match store {
        LutStore::Store8(v) => v.iter().map(|v| f32::from(*v) / 255.0).collect(),
        LutStore::Store16(v) => v.iter().map(|v| f32::from(*v) / 65535.0).collect(),
    }
}

/// Colours at the nodes of a grid; the last input runs fastest.
struct Grid {
    sizes: Vec<usize>,
    outputs: usize,
    nodes: Vec<f32>,
}

impl Grid {
    fn new(sizes: Vec<usize>, outputs: usize, store: &LutStore) -> Option<Self> {
        let nodes = floats(store);
        let wanted = sizes.iter().try_fold(outputs, |all, n| all.checked_mul(*n))?;
        let sound = (1..=4).contains(&sizes.len()) && (1..=4).contains(&outputs) && wanted > 0 && nodes.len() == wanted;
        sound.then_some(Self { sizes, outputs, nodes })
    }

    /// Between the nodes, linear along each axis.
    fn at(&self, values: [f64; 4]) -> [f64; 4] {
        let n = self.sizes.len();
        let mut corners = [(0usize, 0usize, 0.0f64); 4];
        let mut stride = self.outputs;
        for axis in (0..n).rev() {
            let size = self.sizes[axis];
            let at = if values[axis].is_finite() { values[axis].clamp(0.0, 1.0) } else { 0.0 } * (size - 1) as f64;
            let below = (at as usize).min(size.saturating_sub(2));
            let step = if size > 1 { stride } else { 0 };
            corners[axis] = (below * stride, step, at - below as f64);
            stride *= size;
        }
        let mut out = [0.0; 4];
        for corner in 0..1usize << n {
            let (mut index, mut weight) = (0, 1.0);
            for (axis, (start, step, part)) in corners.iter().enumerate().take(n) {
                let upper = corner >> axis & 1 == 1;
                index += start + if upper { *step } else { 0 };
                weight *= if upper { *part } else { 1.0 - part };
            }
            if weight > 0.0 {
                for (o, v) in out.iter_mut().zip(&self.nodes[index..index + self.outputs]) {
                    *o += weight * f64::from(*v);
                }
            }
        }
        out
    }
}

/// CIE 15: Lab of XYZ under D50.
pub(super) fn lab_of_xyz(xyz: Xyz) -> Lab {
    let [x, y, z] = [0, 1, 2].map(|i| {
        let t = xyz[i] / D50[i];
        if t > 216.0 / 24389.0 { t.cbrt() } else { (t * 24389.0 / 27.0 + 16.0) / 116.0 }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The way back.
pub(super) fn xyz_of_lab([l, a, b]: Lab) -> Xyz {
    let y = (l + 16.0) / 116.0;
    let [x, y, z] = [y + a / 500.0, y, y - b / 200.0].map(|f| {
        let cube = f * f * f;
        if cube > 216.0 / 24389.0 { cube } else { (116.0 * f - 16.0) * 27.0 / 24389.0 }
    });
    [x * D50[0], y * D50[1], z * D50[2]]
}

//! What all readers but that of GeoJSON have in common: features come one by one,
//! are mended and counted, and make a layer.

use std::sync::atomic::Ordering;

use serde_json::{Map, Value};

use super::crs::{Crs, Projector};
use super::findings::{Findings, Kind, Place, Tested};
use super::format::Format;
use super::geojson::{self, Document, Head};
use super::layer::Feature;
use super::mend::{Mender, Parts};
use super::raw::Raw;
use super::{Progress, Read};
use crate::problem::{Problem, Severity};

/// Why a reader stops before the end.
#[derive(Debug)]
pub enum Halt {
    /// The user does not want it any more.
    Cancelled,
    /// There is more of it than is taken in; the findings say of what.
    Beyond,
    /// It cannot be read.
    Refused(Box<Problem>),
}

impl From<Problem> for Halt {
    fn from(problem: Problem) -> Self {
        Self::Refused(Box::new(problem))
    }
}

/// A layer in the making.
pub struct Gathering<'f> {
    /// What was found wrong.
    pub findings: Findings<'f>,
    /// Name, date and source.
    pub head: Head,
    /// Problems of the file rather than of a feature.
    pub of_the_file: Vec<Problem>,
    format: Format,
    crs: Crs,
    mender: Mender,
    features: Vec<Feature>,
    next: usize,
    progress: &'f Progress,
}

impl<'f> Gathering<'f> {
    /// Nothing gathered yet. Positions are longitude and latitude on WGS 84 until
    /// [`Self::project`] says otherwise.
    pub fn new(file: &'f str, format: Format, tested: Tested, progress: &'f Progress) -> Self {
        let mut findings = Findings::new(file, tested);
        findings.winds = false;
        Self {
            findings,
            head: Head::default(),
            of_the_file: Vec::new(),
            format,
            crs: Crs::wgs84(),
            mender: Mender::default(),
            features: Vec::new(),
            next: 0,
            progress,
        }
    }

    /// The name that problems carry.
    pub fn file(&self) -> &'f str {
        self.findings.file()
    }

    /// Transforms all positions that follow.
    pub fn project(&mut self, projector: Projector) {
        self.crs = projector.crs();
        self.findings.projector = (!projector.is_idle()).then_some(projector);
    }

    /// Takes all positions that follow as longitude and latitude on WGS 84 again.
    pub fn project_no_more(&mut self) {
        self.crs = Crs::wgs84();
        self.findings.projector = None;
    }

    /// The positions came in several coordinate systems, some of them transformed.
    pub fn in_several(&mut self, names: &str) {
        self.crs = Crs { named: Some(format!("several systems ({names})")), transformed: true };
    }

    /// Positions are taken as longitude and latitude, since nothing says what they are.
    pub fn take_as_wgs84(&mut self, why: &str, hint: &str) {
        self.crs = Crs::default();
        self.remark(why, hint);
    }

    /// Something to know of the file as a whole.
    pub fn remark(&mut self, what: impl Into<String>, hint: &str) {
        let file = self.file();
        self.of_the_file.push(Problem::warning(file, what, hint));
    }

    /// The place of the next feature.
    pub const fn place(&self) -> usize {
        self.next
    }

    /// Says how far the reader has come.
    ///
    /// # Errors
    /// When it should stop.
    pub fn reached(&self, done: u64) -> Result<(), Halt> {
        self.progress.done.store(done, Ordering::Relaxed);
        if self.progress.is_cancelled() { Err(Halt::Cancelled) } else { Ok(()) }
    }

    /// Says how much there is to read.
    pub fn total(&self, total: u64) {
        self.progress.total.store(total, Ordering::Relaxed);
    }

    /// Takes the next feature in; `heights` are positions with more than two numbers.
    ///
    /// # Errors
    /// When there is more than is taken in.
    pub fn feature(
        &mut self,
        geometry: Option<Raw>,
        heights: usize,
        properties: Map<String, Value>,
        id: Option<String>,
    ) -> Result<(), Halt> {
        let place = self.next;
        self.next += 1;
        self.findings.feature = Some(place);
        self.findings.heights_here = heights;
        let parts = Parts { place, at: Place::HERE.member("geometry"), geometry, properties, id };
        let feature = self.mender.feature(parts, &mut self.findings);
        self.took(feature)
    }

    /// Takes in the next feature, which is made by a function that is handed its place.
    ///
    /// # Errors
    /// As [`Self::feature`].
    pub fn made<E>(
        &mut self,
        make: impl FnOnce(usize, &mut Mender, &mut Findings) -> Result<(Option<Feature>, usize), E>,
    ) -> Result<Result<usize, E>, Halt> {
        let place = self.next;
        match make(place, &mut self.mender, &mut self.findings) {
            Err(fault) => Ok(Err(fault)),
            Ok((feature, end)) => {
                self.next += 1;
                self.took(feature).map(|()| Ok(end))
            }
        }
    }

    fn took(&mut self, feature: Option<Feature>) -> Result<(), Halt> {
        self.features.extend(feature);
        self.findings.feature = None;
        if self.findings.beyond.is_some() { Err(Halt::Beyond) } else { Ok(()) }
    }

    /// Leaves the next feature out, with the reason.
    pub fn leave_out(&mut self, member: &str, what: impl Into<String>, hint: &str) {
        self.findings.feature = Some(self.next);
        let here = Place::HERE;
        let place = if member.is_empty() { here } else { here.member(member) };
        self.findings.error(Kind::Form, &place, what, hint);
        self.findings.left_out.features += 1;
        self.findings.feature = None;
        self.next += 1;
    }

    /// Something of the next feature that is not taken over, though the feature is.
    pub fn doubt(&mut self, member: &str, what: impl Into<String>, hint: &str) {
        self.findings.feature = Some(self.next);
        self.findings.warning(Kind::Form, &Place::HERE.member(member), what, hint);
        self.findings.feature = None;
    }

    /// Counts parts of the next feature that are left out, having one position where a line needs two.
    pub fn lone(&mut self, member: &str, times: usize) {
        self.findings.feature = Some(self.next);
        self.findings.left_out.parts += times;
        self.findings.count(Kind::Lone, times, &Place::HERE.member(member));
        self.findings.feature = None;
    }

    /// The problem of a file that ends or breaks in the middle.
    pub fn cut_short(&self, what: &str) -> Problem {
        let complete = self.next;
        let were = if complete == 1 { "feature was" } else { "features were" };
        let what = format!("{what}; {complete} {were} complete before it");
        Problem::error(self.file(), what, "Fetch or export the file again.").at_feature(complete)
    }

    /// The layer.
    pub fn finish(mut self, outcome: Result<(), Halt>) -> Read {
        match outcome {
            Ok(()) => {
                let document = Document { head: self.head, features: self.features };
                geojson::conclude(document, self.of_the_file, self.findings, self.format, self.crs)
            }
            Err(Halt::Cancelled) => Err(vec![geojson::stopped(self.file())]),
            Err(Halt::Beyond) => Err(self.findings.beyond.take().into_iter().collect()),
            Err(Halt::Refused(problem)) => {
                let mut problems = self.findings.into_problems();
                problems.retain(|problem| problem.severity == Severity::Error);
                problems.insert(0, *problem);
                Err(problems)
            }
        }
    }
}

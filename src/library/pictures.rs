//! Placed pictures. (Being built.)

use std::path::{Path, PathBuf};

use crate::id::PictureId;

/// Why a picture cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// No such file.
    #[error("picture {0} is missing")]
    Missing(PathBuf),
}

/// A picture's file.
#[derive(Debug)]
pub struct PictureFile;

/// Decoded pixels.
#[derive(Debug)]
pub struct Pixels;

#[derive(Debug)]
pub(super) struct Pictures;

impl Pictures {
    pub(super) fn open(_edition: Option<&Path>) -> Self {
        Self
    }
    pub(super) fn get(&self, _id: &PictureId, file: &str) -> Result<&PictureFile, PictureError> {
        Err(PictureError::Missing(file.into()))
    }
    pub(super) fn opened(&self, _id: &PictureId) -> Option<&PictureFile> {
        None
    }
}

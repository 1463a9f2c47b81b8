//! Files in and out: the only GDAL.

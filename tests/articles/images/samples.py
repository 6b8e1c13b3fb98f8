"""Pictures made by code: whole, strange and faulty ones."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pixels
from PIL import ImageCms

RED, GREEN, BLUE, YELLOW = (230, 20, 20), (20, 200, 20), (20, 20, 230), (230, 220, 20)
SAVED_AS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}


def upload(data, name="photo.jpg"):
    """Return bytes as an upload with a name that says nothing sure."""
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def saved(picture, format="JPEG", **options):
    """Return a picture's bytes in a format."""
    out = io.BytesIO()
    picture.save(out, format, **options)
    return out.getvalue()


def quarters(size=(64, 48), mode="RGB"):
    """Return a picture of four colours: red, green in the upper half, blue, yellow in the lower."""
    picture = Pixels.new("RGB", (2, 2))
    picture.putdata([RED, GREEN, BLUE, YELLOW])
    return picture.resize(size, Pixels.Resampling.NEAREST).convert(mode)


def speckled(size=(300, 200)):
    """Return a picture with detail, so that its file has a middle to be cut in."""
    noise = Pixels.effect_noise(size, 80)
    turned = noise.transpose(Pixels.Transpose.ROTATE_180)
    return Pixels.merge("RGB", (noise, turned, noise.transpose(Pixels.Transpose.FLIP_LEFT_RIGHT)))


def jpeg_claiming(width, height, **options):
    """Return a small JPEG whose header says that it is of this size."""
    data = saved(quarters(), "JPEG", **options)
    start = next(place for mark in (b"\xff\xc0", b"\xff\xc2") if (place := data.find(mark)) > 0)
    return data[: start + 5] + struct.pack(">HH", height, width) + data[start + 9 :]


def jpeg_scan_by_scan(width, height):
    """Return the header of a JPEG that isn't progressive, with its three components in scans of their own."""
    frame = struct.pack(">BHHB", 8, height, width, 3) + bytes([1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0])
    scan = bytes([1, 1, 0, 0, 63, 0])
    blocks = ((b"\xff\xc0", frame), (b"\xff\xda", scan))
    return b"\xff\xd8" + b"".join(mark + struct.pack(">H", len(data) + 2) + data for mark, data in blocks) + b"\xff\xd9"


def png_chunk(name, data):
    """Return one chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height, *, bits=1, colour=0, frames=0):
    """Return a black PNG written by hand; with `frames` an animated one, of one pixel each after the first."""
    channels = {0: 1, 6: 4}[colour]
    squeeze = zlib.compressobj(1)
    row = bytes(1 + (width * bits * channels + 7) // 8)
    pixels = b"".join([*(squeeze.compress(row) for _line in range(height)), squeeze.flush()])
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    chunks = [png_chunk(b"IHDR", header)]
    if frames:
        chunks += [png_chunk(b"acTL", struct.pack(">II", frames, 0)), _control(0, width, height)]
    chunks += [png_chunk(b"IDAT", pixels)]
    one = zlib.compress(bytes(1 + (bits * channels + 7) // 8))
    for number in range(1, max(frames, 1)):
        chunks += [_control(2 * number - 1, 1, 1), png_chunk(b"fdAT", struct.pack(">I", 2 * number) + one)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + png_chunk(b"IEND", b"")


def _control(number, width, height):
    return png_chunk(b"fcTL", struct.pack(">IIIIIHHBB", number, width, height, 0, 0, 1, 10, 0, 0))


def gif(width, height, *, frames):
    """Return an animated GIF: its first frame of full size, the others of one pixel."""
    first = saved(Pixels.new("P", (width, height)), "GIF")
    pixel = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return first[:-1] + pixel * (frames - 1) + b"\x3b"


def webp(width, height, *, frames):
    """Return an animated WebP; from the second on all frames are the same."""
    size = (width, height)
    two = [Pixels.new("RGBA", size, colour) for colour in ("#102030", "#102030")]
    two[1].putpixel((0, 0), (255, 0, 0, 90))
    data = saved(two[0], "WEBP", save_all=True, append_images=two[1:], lossless=True, method=0)
    data += data[data.rfind(b"ANMF") :] * (frames - 2)
    return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]


def swapped_profile():
    """Return an ICC profile by which what is stored as red means green, and the other way round."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return data.replace(b"rXYZ", b"????", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"????", b"gXYZ", 1)


def camera_exif(orientation=1):
    """Return EXIF as a camera writes it: how it was held, who by, which one, and where."""
    exif = Pixels.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Ilan Mérou".encode().decode("latin-1")
    exif[0xA431] = "SERIAL-4711"
    exif.get_ifd(0x8825).update({1: "N", 2: (47.0, 13.0, 5.0), 3: "W", 4: (1.0, 33.0, 14.0)})
    return exif.tobytes()

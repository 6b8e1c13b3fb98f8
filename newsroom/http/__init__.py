"""What every request and every answer passes: size, characters, language, headers, errors."""

var counted = true;

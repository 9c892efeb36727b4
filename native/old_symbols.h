// For the prebuilt addon: names the older of two versions of a symbol where both are in the standard library, so that
// it runs on every system that llama.cpp's libraries run on.
#pragma once

__asm__(
    ".symver _ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE,"
    "_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE@GLIBCXX_3.4.11");

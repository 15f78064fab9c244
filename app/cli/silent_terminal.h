#pragma once

#include <QByteArray>

namespace keywright::cli {

/// Asks for something on the terminal that standard input is, and switches its echo off while it
/// lives; does nothing elsewhere. Who stops or ends the program meanwhile finds the terminal as it
/// was before. One at a time.
class SilentTerminal
{
public:
    explicit SilentTerminal(const QByteArray &prompt);
    ~SilentTerminal();
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

private:
    bool m_active = false;
};

} // namespace keywright::cli

#pragma once

#include <QString>

#include <chrono>

namespace keywright {

/// How long ago something was, in few words: "just now", "2 min ago", "3 h ago", "5 days ago".
struct ElapsedText
{
    QString text;
    /// How long the text stays true, so that it can be renewed by one single shot.
    std::chrono::seconds validFor{};

    static ElapsedText of(std::chrono::seconds elapsed);
};

} // namespace keywright

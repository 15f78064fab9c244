#pragma once

#include "ui/widgets/form_field.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>

namespace keywright::test {

/// The visible widget of this kind and accessible name.
template <class T> T *named(const QWidget *in, const QString &name)
{
    for (auto *candidate : in->findChildren<T *>()) {
        if (candidate->accessibleName() == name && candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

/// Whether a visible label says this.
inline bool shows(const QWidget *in, const QString &text)
{
    const auto labels = in->findChildren<QLabel *>();
    return std::any_of(labels.cbegin(), labels.cend(), [&text](const QLabel *label) {
        return label->isVisible() && label->text().contains(text);
    });
}

/// Finds the parts of a window as assistive technology does: by accessible name.
class DialogProbe
{
public:
    explicit DialogProbe(QWidget *of)
        : m_of(of)
    {
    }

    template <class T> T *find(const char *name) const
    {
        return named<T>(m_of, QString::fromUtf8(name));
    }

    QLineEdit *line(const char *name) const { return find<QLineEdit>(name); }
    QComboBox *box(const char *name) const { return find<QComboBox>(name); }
    /// The field that holds the editor of this name.
    FormField *field(const char *name) const
    {
        for (auto *candidate : m_of->findChildren<FormField *>()) {
            if (candidate->editor()->accessibleName() == QString::fromUtf8(name) &&
                candidate->isVisible())
                return candidate;
        }
        return nullptr;
    }
    QString error(const char *name) const { return field(name) ? field(name)->error() : QString(); }

    /// Whether there is an enabled button of this name; it is pressed then.
    bool press(const char *name) const
    {
        auto *button = find<QAbstractButton>(name);
        if (!button || !button->isEnabled())
            return false;
        button->click();
        return true;
    }
    /// Whether the box has such an entry; it is chosen then.
    bool choose(const char *name, const QString &text) const
    {
        QComboBox *found = box(name);
        const int index = found ? found->findText(text) : -1;
        if (index < 0)
            return false;
        found->setCurrentIndex(index);
        return true;
    }
    bool shows(const QString &text) const { return test::shows(m_of, text); }

private:
    QWidget *m_of;
};

} // namespace keywright::test

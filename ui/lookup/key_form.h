#pragma once

#include "core/lookup/lookup_request.h"

#include <QHash>
#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace keywright {

class FreeKeyRow;
class KeyField;

/// The inputs of a lookup: typed fields where the service's keys are known, rows of name and value
/// where they are not. What was typed for a key is kept when the service changes.
class KeyForm : public QWidget
{
    Q_OBJECT
public:
    explicit KeyForm(QWidget *parent = nullptr);

    /// No service is chosen.
    void clear();
    void setSchema(const LookupSchema &schema);
    /// The keys of the service are not known.
    void setFree();

    /// Shows the values of `request` and no others, also in fields that are still to come. Values
    /// that are not known leave their fields empty.
    void setValues(const LookupRequest &request, bool valuesKnown);

    /// Puts join keys and request context into `request`. Wrong input is refused beside its field;
    /// the first such field gets the focus and the answer is false.
    bool fill(LookupRequest &request);
    /// Whether fill() would succeed; says nothing.
    bool isValid() const;
    /// Puts in what is given and right, and leaves out the rest.
    void fillGiven(LookupRequest &request) const;
    /// The keys of the service, where they are known.
    const std::optional<LookupSchema> &schema() const { return m_schema; }

    /// What Tab visits, from top to bottom.
    QList<QWidget *> tabStops() const;

Q_SIGNALS:
    /// There are other inputs now. New ones come last for Tab until they are put in their place.
    void inputsChanged();
    /// Something was typed for a key.
    void edited();

private:
    struct Input
    {
        QString text;
        bool null = false;
    };

    /// A request whose values were not typed here.
    struct Given
    {
        QJsonObject joinKeys;
        QJsonObject context;
        bool valuesKnown = true;
    };

    void remember();
    void empty();
    QVBoxLayout *addSection(const QString &title);
    void addFields(const QString &title, const QList<SchemaField> &keys, bool joinKeys);
    void addRows(
        const QString &title, const QString &what, const QJsonObject &values,
        QList<FreeKeyRow *> &rows);
    FreeKeyRow *addRow(QVBoxLayout *section, const QString &what, QList<FreeKeyRow *> &rows);
    bool checkAll();

    QVBoxLayout *m_layout;
    QList<KeyField *> m_joinKeys;
    QList<KeyField *> m_context;
    QList<FreeKeyRow *> m_joinKeyRows;
    QList<FreeKeyRow *> m_contextRows;
    std::optional<LookupSchema> m_schema;
    QHash<QString, Input> m_typed;
    Given m_given;       ///< until other keys are shown
    int m_rowNumber = 0; ///< never reused, so that names of rows stay unique
};

} // namespace keywright

#pragma once

#include "core/lookup/lookup_result.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QMenu;
class QPlainTextEdit;

namespace keywright {

class AnswerPage;
class FeatureModel;
class FeatureTree;
class KeyValueList;
class SavePathChooser;
class TabPages;

/// One answer of the server: features, the raw text, and where the time went. Beside these may
/// stand pages that need no answer.
class LookupResultView : public QWidget
{
    Q_OBJECT
public:
    /// `saveChooser` must outlive the view.
    explicit LookupResultView(SavePathChooser &saveChooser, QWidget *parent = nullptr);

    /// Adds a page that is reachable whether there is an answer or not.
    void addPage(QWidget *page, const QString &name);
    void showPage(QWidget *page);
    /// What can be taken out of the answer.
    QMenu *exportMenu() const { return m_exports; }

    /// Brings a view of the answer to the front, and says what there is instead of one.
    void showLoading();
    void showNothing(const QString &title, const QString &sentence);
    /// `name` is what an exported file is called after.
    void showResult(const LookupResult &result, const QString &name, const QDateTime &now);
    FeatureTree *tree() const { return m_tree; }

Q_SIGNALS:
    /// Something to tell beside the result: a file was written, or could not be.
    void notice(keywright::Tone tone, const QString &text, const QString &hint);

private:
    void buildExports();
    void addView(QWidget *view, const QString &name);
    void showRaw();
    void exportCsv();
    void exportJson();
    void exportWhole();
    void save(const QString &suffix, const QString &nameFilter, const QByteArray &content);
    void write(const QString &path, const QByteArray &content, bool overwrite);

    SavePathChooser &m_saveChooser;
    FeatureModel *m_model;
    QList<AnswerPage *> m_views;
    QMenu *m_exports;
    TabPages *m_tabs;
    FeatureTree *m_tree;
    QPlainTextEdit *m_raw;
    KeyValueList *m_timingList;
    LookupResult m_result;
    QByteArray m_rawText; ///< until the tab is opened
    QString m_name;
};

} // namespace keywright

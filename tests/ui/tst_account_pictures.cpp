// What a narrow detail still tells: the time line of secrets, and where secrets are used.

#include "core/rotation/rotations.h"
#include "tests/support/temporary_journal.h"
#include "tests/ui/dialog_probe.h"
#include "ui/accounts/secret_table_model.h"
#include "ui/accounts/secret_timeline.h"
#include "ui/accounts/secrets_tab.h"
#include "ui/rotation/consumer_list.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QTableView>

using namespace keywright;
using namespace keywright::test;

namespace {

/// As wide as the detail in the smallest window.
constexpr int Narrow = 316;

ClientSecret usedSecret(const QDateTime &now)
{
    ClientSecret secret;
    secret.id = QStringLiteral("secret-a");
    secret.masked = QStringLiteral("mdb_sa_sk_…Ul-S");
    secret.createdAt = now.addDays(-26);
    secret.expiresAt = now.addDays(64);
    secret.lastUsedAt = now.addDays(-1);
    return secret;
}

} // namespace

class tst_AccountPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeLineSpeaks();
    void timeLineTakesTheKeyboard();
    void timeLineHasRoomForTheLastUse();
    void timeLineDrawsTheLastUse();
    void timeLineHidesWithoutSecrets();
    void secretColumnKeepsItsRoom();
    void longPlacesLeaveRoom();

private:
    const ThemeController m_theme{*qApp, ThemeMode::Light};
    const std::shared_ptr<FakeClock> m_clock = std::make_shared<FakeClock>();
};

void tst_AccountPictures::timeLineSpeaks()
{
    SecretTimeline line(m_clock);
    line.setSecrets({usedSecret(m_clock->now())});
    const QString spoken = line.accessibleDescription();
    for (const char *part :
         {"mdb_sa_sk_…Ul-S", "active", "created", "ends in 64 days", "last used yesterday"})
        QVERIFY2(spoken.contains(QString::fromUtf8(part)), part);
    QCOMPARE(line.toolTip(), spoken);
}

void tst_AccountPictures::timeLineTakesTheKeyboard()
{
    SecretTimeline line(m_clock);
    line.setSecrets({usedSecret(m_clock->now())});
    line.resize(Narrow, line.sizeHint().height());
    line.show();
    QVERIFY(QTest::qWaitForWindowActive(&line));
    line.clearFocus();
    const QImage before = line.grab().toImage();
    line.setFocus(Qt::TabFocusReason);
    QVERIFY(line.hasFocus());
    QVERIFY(line.grab().toImage() != before);
}

void tst_AccountPictures::timeLineHasRoomForTheLastUse()
{
    SecretTimeline line(m_clock);
    ClientSecret secret = usedSecret(m_clock->now());
    line.setSecrets({secret});
    const int withUse = line.sizeHint().height();
    secret.lastUsedAt = {};
    line.setSecrets({secret});
    QVERIFY(line.sizeHint().height() < withUse);
}

void tst_AccountPictures::timeLineDrawsTheLastUse()
{
    SecretTimeline line(m_clock);
    ClientSecret secret = usedSecret(m_clock->now());
    secret.lastUsedAt = m_clock->now().addDays(-10);
    line.setSecrets({secret});
    line.resize(Narrow, line.sizeHint().height());
    const QImage tenDaysAgo = line.grab().toImage();
    secret.lastUsedAt = m_clock->now().addDays(-20);
    line.setSecrets({secret});
    const QRect bar(0, line.height() / 2, Narrow, line.height() / 2);
    QVERIFY(line.grab().toImage().copy(bar) != tenDaysAgo.copy(bar));
}

void tst_AccountPictures::timeLineHidesWithoutSecrets()
{
    QWidget window;
    auto *line = new SecretTimeline(m_clock, &window);
    window.show();
    line->setSecrets({usedSecret(m_clock->now())});
    QVERIFY(line->isVisible());
    line->setSecrets({});
    QVERIFY(!line->isVisible());
}

void tst_AccountPictures::secretColumnKeepsItsRoom()
{
    SecretsTab tab(m_clock);
    ServiceAccount account;
    account.secrets = {usedSecret(m_clock->now())};
    Capabilities capabilities;
    capabilities.secretExpiry = true;
    tab.setAccount(account, capabilities);
    tab.resize(Narrow, 500);
    tab.show();
    const auto *table = DialogProbe(&tab).find<QTableView>("Secrets");
    QVERIFY(table->isColumnHidden(SecretTableModel::CreatedColumn));
    const QHeaderView *header = table->horizontalHeader();
    const int secret = SecretTableModel::SecretColumn;
    QVERIFY(header->sectionSize(secret) >= header->sectionSizeHint(secret));
    tab.resize(500, 500);
    QVERIFY(!table->isColumnHidden(SecretTableModel::CreatedColumn));
}

void tst_AccountPictures::longPlacesLeaveRoom()
{
    const TemporaryJournal journal(m_clock);
    ConsumerRegister consumers(journal.database, m_clock);
    const QString place = QStringLiteral("R&D ") + QString(150, u'x');
    Rotation rotation;
    rotation.id = 1;
    rotation.connectionId = QStringLiteral("c");
    rotation.accountId = QStringLiteral("a");
    QVERIFY(consumers.add(
        rotation.connectionId, rotation.accountId, QStringLiteral("Kubernetes"), place));
    Banner banner;
    ConsumerList list(consumers, banner);
    list.setRotation(rotation);
    list.show();
    QCOMPARE(list.total(), 1);
    QVERIFY(list.minimumSizeHint().width() <= 460);
    const auto *box = DialogProbe(&list).find<QCheckBox>(qPrintable(place));
    QVERIFY(box);
    QCOMPARE(box->toolTip(), place);
    QVERIFY(box->text().startsWith(QStringLiteral("R&&D ")));
}

QTEST_MAIN(tst_AccountPictures)
#include "tst_account_pictures.moc"

"""What every kind of widget looks like, a style sheet of Qt: `theme` fills in {names}; its braces are doubled."""

STYLE_SHEET = """
QMainWindow, QDialog, QWidget#page {{ background: {window}; }}
QLabel {{ color: {ink}; background: transparent; font-size: {body_px}px; }}
QLabel[role="display"] {{ font-size: {display_px}px; font-weight: 700; }}
QLabel[role="title"] {{ font-size: {title_px}px; font-weight: 700; }}
QLabel[role="heading"] {{ font-size: {heading_px}px; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="soft"] {{ color: {soft}; }}
QLabel[role="small"], QLabel[role="badge"] {{ color: {soft}; font-size: {small_px}px; }}
QLabel[role="badge"] {{ background: {stage}; border: 1px solid {line}; border-radius: 8px; padding: 1px 8px; }}
QLabel[role="key"] {{
  color: {soft}; background: {window}; border: 1px solid {edge}; border-radius: 6px; padding: 1px 7px;
  font-size: {small_px}px;
}}
QLabel[role="warn"] {{ color: {feel_ink}; }}
QLabel:disabled {{ color: {dimmed}; }}

QFrame[surface="card"] {{ background: {card}; border: 1px solid {line}; border-radius: 18px; }}
QFrame[surface="stage"] {{ background: {stage}; border: {around_stage}; border-radius: 20px; }}
*[surface="card"] QFrame[surface="stage"], *[kind="card"] QFrame[surface="stage"] {{ border: none; }}
QFrame[surface="bar"] {{ background: {card}; border: none; border-top: 1px solid {line}; }}
QFrame[surface="top"] {{ background: {window}; border: none; border-bottom: 1px solid {line}; }}
QFrame[surface="notice"] {{ background: {card}; border: 1px solid {prepare}; border-radius: 14px; }}
QFrame[surface="urgent"] {{
  background: {urgent}; border: 1px solid {prepare}; border-{begin}: 6px solid {prepare}; border-radius: 14px;
  border-top-{begin}-radius: 0; border-bottom-{begin}-radius: 0;
}}
QFrame[surface="urgent"][part="first"] {{ border-bottom-left-radius: 0; border-bottom-right-radius: 0; }}
QFrame[surface="news"] {{ background: {card}; border: 1px solid {hold}; border-radius: 14px; }}
QFrame[surface="plain"] {{ background: transparent; border: none; }}
QFrame[surface="pill"] {{ background: {card}; border: 1px solid {line}; border-radius: {tick_px}px; }}
QFrame[surface="line"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}

QPushButton, QCheckBox, QRadioButton, QSlider {{ outline: none; }}
QPushButton {{
  background: {window}; color: {ink}; border: 1px solid {edge}; margin: 1px; border-radius: 14px;
  padding: {pad_px}px 18px; font-size: {body_px}px; font-weight: 600;
}}
QPushButton:hover {{ border-color: {soft}; background: {card}; }}
QPushButton:pressed {{ background: {track}; }}
QPushButton[kind="primary"] {{ background: {hold}; color: {on_accent}; border-color: {hold}; }}
QPushButton[kind="primary"]:hover {{ border-color: {soft}; }}
QPushButton[kind="quiet"], QPushButton[kind="quiet danger"] {{
  background: transparent; border-color: transparent; color: {hold_ink}; padding: 6px 10px;
}}
QPushButton[kind="quiet"]:hover, QPushButton[kind="quiet danger"]:hover {{ background: {stage}; }}
QPushButton[kind="accent"] {{ background: transparent; color: {hold_ink}; border-color: {hold}; }}
QPushButton[kind="accent"]:hover {{ background: {hold}; color: {on_accent}; }}
QPushButton[kind="quiet"] QLabel {{ color: {hold_ink}; }}
QPushButton[kind="line"] {{
  background: {window}; border-color: {edge}; border-radius: 10px; padding: 0; text-align: left;
}}
QPushButton[kind="line"]:hover {{ background: {stage}; }}
QPushButton[kind="danger"] {{ background: transparent; color: {feel_ink}; }}
QPushButton[kind="quiet danger"] {{ color: {feel_ink}; }}
QPushButton[kind="nav"] {{
  background: transparent; border: 2px solid transparent; margin: 0; border-radius: 12px; padding: 7px 16px;
  color: {soft};
}}
QPushButton[kind="nav"][room="less"] {{ padding: 4px {tab_less_px}px; }}
QPushButton[kind="nav"][room="least"] {{ padding: 4px {tab_least_px}px; }}
QPushButton[kind="nav"]:hover {{ background: {stage}; color: {ink}; }}
QPushButton[kind="nav"]:checked {{
  color: {ink}; border-radius: 0; border-bottom: 3px solid {hold}; padding-bottom: 6px;
}}
QPushButton[kind="nav"][room="less"]:checked, QPushButton[kind="nav"][room="least"]:checked {{ padding-bottom: 3px; }}
QPushButton[kind="nav"][room="rail"] {{ padding: 7px 12px; text-align: left; }}
QPushButton[kind="nav"][room="rail"]:checked {{
  background: {stage}; border: 2px solid transparent; border-{begin}: 4px solid {hold}; padding-{begin}: 10px;
  border-radius: 12px; border-top-{begin}-radius: 0; border-bottom-{begin}-radius: 0; padding-bottom: 7px;
}}
QPushButton[kind="nav"][room="rail"]:focus {{ border: 2px solid {ink}; }}
QPushButton[kind="nav"][room="rail"]:checked:focus {{
  border: 2px solid {ink}; border-{begin}: 4px solid {hold}; border-radius: 12px;
}}
QPushButton[kind="card"] {{
  background: {card}; border: 2px solid {line}; margin: 0; border-radius: 18px; padding: 0; text-align: left;
}}
QPushButton[kind="card"]:hover, QPushButton[kind="card"][choice="true"] {{ border-color: {edge}; }}
QPushButton[kind="card"]:checked {{ border-color: {hold}; background: {stage}; }}
QPushButton[kind="answer"] {{ background: {card}; border-radius: 18px; padding: 0; text-align: left; }}
QPushButton[kind="answer"]:checked {{ background: {tint}; border: 2px solid {hold}; margin: 0; }}
QPushButton[kind="chip"] {{ padding: {pad_px}px 14px; border-radius: 12px; font-weight: 500; background: {card}; }}
QPushButton[kind="chip"]:checked {{ background: {hold}; color: {on_accent}; border-color: {hold}; }}
QPushButton[kind="tick"] {{ padding: {pad_px}px 10px; border-radius: 12px; font-weight: 500; background: {card}; }}
QPushButton[kind="tick"][room="least"] {{ padding: {pad_px}px 2px; min-width: {tick_px}px; }}
QPushButton[kind="tick"]:checked {{ background: {tint}; border-color: {tint_edge}; }}
QPushButton[kind="choice"] {{
  padding: 6px 2px; border-radius: 10px; font-weight: 500; min-width: {tick_px}px; background: {card};
}}
QPushButton[kind="choice"]:checked {{ background: {hold}; color: {on_accent}; border-color: {hold}; }}
QPushButton:disabled, QPushButton[kind]:disabled {{
  background: transparent; color: {dimmed}; border-style: dashed; border-color: {dimmed};
}}
QPushButton[kind="quiet"]:disabled, QPushButton[kind="nav"]:disabled {{ border-color: transparent; }}
QPushButton[kind]:checked:disabled {{ background: {track}; color: {soft}; }}
QPushButton:focus, QPushButton[kind]:focus {{ border: 2px solid {ink}; margin: 0; }}
QPushButton[kind="nav"]:checked:focus {{ border-radius: 12px; border-bottom: 3px solid {hold}; }}
QPushButton[kind="card"]:focus {{ border-width: 3px; }}

QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QDateTimeEdit, QComboBox {{
  background: {card}; color: {ink}; border: 1px solid {edge}; margin: 1px; border-radius: 12px;
  padding: {pad_px}px 10px; font-size: {body_px}px; min-height: {line_px}px;
  selection-background-color: {hold}; placeholder-text-color: {soft};
}}
QLineEdit, QDoubleSpinBox, QDateTimeEdit, QComboBox {{ max-height: {line_px}px; }}
QDoubleSpinBox[own="yes"] {{ border-color: {hold}; font-weight: 700; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QDoubleSpinBox:disabled, QDateTimeEdit:disabled, QComboBox:disabled {{
  background: transparent; color: {dimmed}; border-style: dashed; border-color: {dimmed};
  placeholder-text-color: {dimmed};
}}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus,
QDateTimeEdit:focus {{
  border: 2px solid {ink}; margin: 0;
}}
QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{ width: {steps_px}px; border: none; background: none; }}
QTimeEdit::up-button, QTimeEdit::down-button {{ width: 0; border: none; background: none; }}
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow {{ image: none; width: 0; height: 0; }}
QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: none; width: {sign_px}px; }}
QDateTimeEdit::down-arrow {{ image: none; }}
QTableWidget {{
  background: {card}; color: {ink}; border: none; gridline-color: {line}; font-size: {body_px}px;
  selection-background-color: {stage}; selection-color: {ink};
}}
QHeaderView::section {{ background: {card}; color: {soft}; border: none; padding: 6px; font-size: {body_px}px; }}
QCalendarWidget QWidget {{
  background: {card}; color: {ink}; alternate-background-color: {stage}; font-size: {body_px}px;
}}
QCalendarWidget QAbstractItemView {{
  border: 1px solid {edge}; outline: none;
  selection-background-color: {hold}; selection-color: {on_accent};
}}
QCalendarWidget QAbstractItemView:disabled {{ color: {dimmed}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {stage}; }}
QCalendarWidget QToolButton {{
  background: transparent; border: 2px solid transparent; border-radius: 8px; padding: 0 8px;
}}
QCalendarWidget QToolButton:hover {{ background: {track}; }}
QCalendarWidget QToolButton:focus {{ border-color: {ink}; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox QAbstractItemView {{
  background: {card}; color: {ink}; border: 1px solid {line}; outline: none; padding: 4px;
}}
QComboBox QAbstractItemView::item {{ padding: 5px 8px; border-radius: 8px; }}
QComboBox QAbstractItemView::item:selected {{ background: {hold}; color: {on_accent}; }}
QCheckBox, QRadioButton {{
  color: {ink}; font-size: {body_px}px; spacing: 10px; padding: 2px 4px;
  border: 2px solid transparent; border-radius: 8px;
}}
QCheckBox:focus, QRadioButton:focus {{ border-color: {ink}; }}
QCheckBox::indicator {{
  width: {tick_px}px; height: {tick_px}px; border: 2px solid {soft}; border-radius: 6px; background: {card};
}}
QCheckBox::indicator:checked {{ background: {hold}; border-color: {hold}; image: url("{tick}"); }}
QCheckBox::indicator:indeterminate {{ background: {line}; border-color: {hold}; }}
QCheckBox[lines="many"]::indicator, QRadioButton[lines="many"]::indicator {{
  subcontrol-origin: content; subcontrol-position: top left;
}}
QCheckBox:disabled, QRadioButton:disabled {{ color: {dimmed}; }}
QRadioButton::indicator {{
  width: {tick_px}px; height: {tick_px}px; border: 2px solid {soft}; border-radius: {radio_px}px; background: {card};
}}
QRadioButton::indicator:checked {{
  border-color: {hold};
  background: qradialgradient(cx: 0.5, cy: 0.5, fx: 0.5, fy: 0.5, radius: 0.5,
    stop: 0 {hold}, stop: 0.55 {hold}, stop: 0.65 {card}, stop: 1 {card});
}}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border: 2px dashed {dimmed}; }}
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {{ background: {dimmed}; }}
QSlider::groove:horizontal {{ height: 6px; background: {track}; border-radius: 3px; }}
QSlider::{done}-page:horizontal {{ background: {hold}; border-radius: 3px; }}
QSlider::{done}-page:horizontal:disabled {{ background: {dimmed}; }}
QSlider {{ min-height: 22px; border: 2px solid transparent; border-radius: 8px; }}
QSlider:focus {{ border-color: {ink}; }}
QSlider::handle:horizontal {{
  width: 18px; height: 18px; margin: -8px 0; border-radius: 11px; background: {card};
  border: 2px solid {hold};
}}
QSlider::handle:horizontal:disabled {{ border-color: {dimmed}; }}

QScrollArea, QScrollArea > QWidget > QWidget#content, QListView {{ background: transparent; border: none; }}
QListWidget {{
  background: {card}; color: {ink}; border: 1px solid {edge}; margin: 1px; border-radius: 12px; padding: 4px;
  font-size: {body_px}px; outline: none;
}}
QListWidget:focus {{ border: 2px solid {ink}; margin: 0; }}
QListWidget::item {{ padding: 8px; border-radius: 8px; border: 1px solid transparent; }}
QListWidget::item:selected {{ background: {stage}; color: {ink}; border-color: {hold}; }}
QListWidget[kind="quiet"]::item:selected:!focus {{ background: transparent; border-color: {edge}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {edge}; border-radius: 4px; min-height: 40px; }}
QScrollBar::handle:vertical:hover {{ background: {soft}; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle:horizontal {{ background: {edge}; border-radius: 4px; min-width: 40px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: none; border: none; width: 0; height: 0;
}}
QMenu {{ background: {card}; color: {ink}; border: 1px solid {edge}; padding: 4px; font-size: {body_px}px; }}
QMenu::item {{ padding: {pad_px}px 18px; border-radius: 8px; }}
QMenu::item:selected {{ background: {hold}; color: {on_accent}; }}
QMenu::item:disabled {{ color: {dimmed}; }}
QToolTip {{ background: {card}; color: {ink}; border: 1px solid {line}; padding: 6px; }}
"""
